"""What was measured, of turnaround, demand, serving and history -> records, tables, and how right the model is."""
