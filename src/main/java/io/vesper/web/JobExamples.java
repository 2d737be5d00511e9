package io.vesper.web;

/** Examples in the API's documentation. */
final class JobExamples {
    static final String TRAIN = """
            {"dataset": {"type": "demo"}, "preset": "demo", "seed": 1, "overrides": {"optimiser.learningRate": 0.0003}, "activate": true}""";

    static final String PRESETS = """
            {"presets": [{"name": "demo", "settings": {"epochs": 24, "seed": 1, "optimiser": {"learningRate": 0.0005, "warmUpEpochs": 3},
                                                       "loss": {"metric": "ranked-list", "weights": {"identity": 1.0}}}}],
             "choices": {"loss.metric": ["ranked-list", "batch-hard-triplet"]}}""";

    static final String QUEUED = """
            {"id": "3f0c6b1e-5a53-4c0e-8a43-0f6f1c7a9f10", "type": "train", "status": "QUEUED", "progress": null, "metrics": {},
             "parameters": {"dataset": {"type": "demo", "path": null, "split": null}, "preset": "demo", "init": null, "epochs": null, "seed": 1,
                            "overrides": {"optimiser.learningRate": 0.0003}, "activate": true},
             "error": null, "createdAt": "2026-11-24T09:00:00Z", "startedAt": null, "endedAt": null, "result": null}""";

    static final String RUNNING = """
            {"id": "3f0c6b1e-5a53-4c0e-8a43-0f6f1c7a9f10", "type": "train", "status": "RUNNING",
             "progress": {"done": 3, "total": 30, "unit": "epoch", "etaSeconds": 412},
             "metrics": {"identity": 1.92, "metric": 0.31, "learningRate": 0.0003, "imagesPerSecond": 41.5},
             "parameters": {"dataset": {"type": "demo", "path": null, "split": null}, "preset": "demo", "init": null, "epochs": null, "seed": 1,
                            "overrides": {"optimiser.learningRate": 0.0003}, "activate": true},
             "error": null, "createdAt": "2026-11-24T09:00:00Z", "startedAt": "2026-11-24T09:00:01Z", "endedAt": null,
             "result": null}""";

    static final String METRICS = """
            {"metrics": [{"epoch": 1, "identity": 3.41, "metric": 0.52, "learningRate": 0.0001, "imagesPerSecond": 40.9},
                         {"epoch": 2, "identity": 2.63, "metric": 0.40, "learningRate": 0.0002, "imagesPerSecond": 41.3}]}""";

    static final String ABLATE = """
            {"dataset": {"type": "demo"}, "preset": "demo", "epochs": 30, "seeds": [1, 2, 3], "rows": ["baseline", "all"],
             "overrides": {"batch.repeats": 2}}""";

    static final String EVALUATE = """
            {"modelId": "synthetic", "dataset": {"type": "demo"}, "part": "test",
             "protocol": {"search": "all", "shots": 1, "trials": 10}, "storeThresholds": false}""";

    static final String ENROL = """
            {"dataset": {"type": "demo"}, "split": "gallery", "gallery": "lobby"}""";

    static final String EVENTS = """
            id:RUNNING:2:3
            event:metrics
            data:{"epoch":3,"identity":1.92,"learningRate":3.0E-4}

            id:RUNNING:3:3
            event:progress
            data:{"done":3,"total":30,"unit":"epoch","etaSeconds":412}
            """;

    private JobExamples() {}
}
