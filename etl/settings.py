"""Every setting of the job once: name, default, help. Environment variables `COMMUNIQUE_<NAME>` override."""

import os
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

EMBEDDED = Path(__file__).parents[1] / "data"


class Settings(BaseSettings):
    """Settings of the job."""

    model_config = SettingsConfigDict(env_prefix="COMMUNIQUE_")

    data_dir: Path = Field(Path("data"), description="Folder of the store and of the snapshots.")
    workers: int = Field(os.cpu_count() or 1, ge=1, description="Processes that extract.")
    chunk: int = Field(1000, ge=1, description="Documents written in one transaction.")
    part: int = Field(10_000, ge=1, description="Documents of one part of etl extract --engine.")
    memory_limit: str = Field("2GB", description="Memory that the database may use.")
    keep_snapshots: int = Field(10, ge=2, description="Published snapshots that are kept.")
    base_url: str = Field("https://www.info.gov.hk", description="Scheme, host and port of the press release site.")
    contact: str = Field("", description="Mail address or page of whoever crawls, told to the site.")
    rate: float = Field(2.0, gt=0, description="Requests a second; above 5 only for a loopback address.")
    largest_fall: float = Field(0.2, ge=0, le=1, description="Share of releases that a publish may lose.")

    @property
    def reference(self) -> Path:
        """Reference data: the data folder's own where it has one, else the embedded one."""
        own = self.data_dir / "reference"
        return (own if own.is_dir() else EMBEDDED / "reference").resolve()

    @property
    def demo(self) -> Path:
        """Folder of the embedded demonstration corpus."""
        return EMBEDDED / "demo"
