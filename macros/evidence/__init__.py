"""What was measured: `docs/data/` on turnaround, demand, serving and history -> records, tables and how right the model is."""
