/** Trains the network epoch by epoch as a restartable Spring Batch job. */
@ApplicationModule(
        allowedDependencies = {
            "person",
            "preset",
            "dataset",
            "protocol",
            "check",
            "decode",
            "transform",
            "network",
            "checkpoint",
            "loss",
            "optimiser",
            "embedding",
            "evaluation",
            "findings",
            "report",
            "job"
        })
@NullMarked
package io.vesper.training;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
