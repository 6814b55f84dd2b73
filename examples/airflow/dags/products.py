"""One DAG for each product of a workspace: all that a DAG file needs."""

import os

from weir_airflow import weir_dags

globals().update(
    weir_dags(
        os.environ.get("WEIR_WORKSPACE", "/data/wards"),
        weir=os.environ.get("WEIR_COMMAND", "weir"),
        pages=os.environ.get("WEIR_PAGES"),
    )
)
