/** Evaluates a published model beside two baselines: what the command {@code evaluate} prints, and the job of that name. */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "person",
            "preset",
            "dataset",
            "protocol",
            "network",
            "embedding",
            "evaluation",
            "findings",
            "report",
            "training",
            "job"
        })
@NullMarked
package io.vesper.assessment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
