"""Stories: documents put together that report one event, in time order, and the threads that stories make."""

from dayline.cluster.assign import ONE_STREAM, WINDOW_DAYS, Clusterer, ClusterOptions
from dayline.cluster.feeding import feed

__all__ = ["ONE_STREAM", "WINDOW_DAYS", "ClusterOptions", "Clusterer", "feed"]
