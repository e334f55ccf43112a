"""DataFrames in, plotly figures out."""
