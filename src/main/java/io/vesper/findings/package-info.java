/** Takes from an evaluation the numbers that its plots show: curves, distances, maps, and the queries that went best and worst. */
@ApplicationModule(
        allowedDependencies = {
            "person",
            "dataset",
            "protocol",
            "decode",
            "network",
            "checkpoint",
            "embedding",
            "evaluation"
        })
@NullMarked
package io.vesper.findings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
