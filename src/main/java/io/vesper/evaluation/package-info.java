/** Ranks queries against a gallery under a named protocol, and computes CMC, mAP and mINP. */
@ApplicationModule(
        allowedDependencies = {"person", "dataset", "protocol", "decode", "network", "checkpoint", "embedding", "index"
        })
@NullMarked
package io.vesper.evaluation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
