namespace SsNet.Cli.Verbs;

/// <summary>Draws figures of runs.</summary>
internal sealed class FigureCommand() : VerbGroup("figure", "Draw figures of runs: PNG pictures and SVG drawings.", new FigureCurvesCommand(), new FigureBoxesCommand(), new FigureLabelsCommand(), new FigureOverlayCommand());
