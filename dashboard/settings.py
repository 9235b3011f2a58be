"""Every setting of the dashboard once: name, default, help; the environment may change each of them."""

from functools import cache
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Settings, read from variables named `DASHBOARD_` and the name in capitals."""

    model_config = SettingsConfigDict(env_prefix="DASHBOARD_", frozen=True)

    data_dir: Path = Field(default=Path("data"), description="Folder that holds snapshots/current.")
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8050, ge=1, le=65535, description="Port to listen on.")
    workers: int = Field(default=1, ge=1, le=64, description="Worker processes.")
    threads: int = Field(default=8, ge=1, le=64, description="Threads of each worker process.")
    query_seconds: float = Field(default=10.0, gt=0, description="Longest time a query may take, in seconds.")
    memory_limit: str = Field(
        default="1GB",
        pattern=r"^[0-9]{1,6} ?(KB|MB|GB|KiB|MiB|GiB)$",
        description="Most memory that the queries of one worker may hold together.",
    )
    query_threads: int = Field(default=2, ge=1, le=64, description="Processor cores that one query may use.")


@cache
def load_settings() -> Settings:
    """Return the settings, read once a process."""
    return Settings()
