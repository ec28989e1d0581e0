"""Who orders: reads, calls the stages, writes and counts; every decision about content lives in a stage."""
