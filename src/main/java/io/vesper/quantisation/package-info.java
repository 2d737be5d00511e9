/** Rounds a published model to eight bits, and publishes what still finds people as well. */
@ApplicationModule(
        allowedDependencies = {
            "person",
            "dataset",
            "protocol",
            "decode",
            "network",
            "checkpoint",
            "onnx",
            "embedding",
            "evaluation"
        })
@NullMarked
package io.vesper.quantisation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
