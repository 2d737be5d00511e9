package io.vesper.assessment;

/** Is told how far an evaluation is. */
public interface EvaluationProgress {
    /** For evaluations that nobody watches. */
    EvaluationProgress SILENT = new EvaluationProgress() {
        @Override
        public void begin(int images) {}

        @Override
        public void advance(int images) {}
    };

    /** @param images how often a picture will be looked at: once for the histograms, and once for each kind of embedding */
    void begin(int images);

    /** @param images looked at since the last call */
    void advance(int images);
}
