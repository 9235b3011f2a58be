"""Many releases without a store: Parquet in, a folder of Parquet tables out, which `publish` reads."""
