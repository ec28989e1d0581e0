"""Stories: documents put together that report one event, in time order, and the threads that stories make."""

from dayline.cluster.assign import ONE_STREAM, WINDOW_DAYS, Clusterer, ClusterOptions

__all__ = ["ONE_STREAM", "VERSION", "WINDOW_DAYS", "ClusterOptions", "Clusterer"]

VERSION = "4"
