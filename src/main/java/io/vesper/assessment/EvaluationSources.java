package io.vesper.assessment;

import io.vesper.embedding.ModelsFolder;
import io.vesper.training.TrainingDatasets;

/** Where evaluation jobs find what they are asked about. */
record EvaluationSources(ModelsFolder models, TrainingDatasets datasets) {}
