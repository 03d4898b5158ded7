"""Where records come from: folders, pages, JSON Lines, Parquet, WARC and WET, in a fixed order."""

from .folders import read_folder
from .items import Fault, Item, Line, Record, RecordError, digest_item, parse_item
from .listing import Input, InputsError, Source, find_inputs
from .read import check_packages, read_input

__all__ = [
    "Fault",
    "Input",
    "InputsError",
    "Item",
    "Line",
    "Record",
    "RecordError",
    "Source",
    "check_packages",
    "digest_item",
    "find_inputs",
    "parse_item",
    "read_folder",
    "read_input",
]
