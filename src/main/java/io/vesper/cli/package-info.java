/** The jar as a command line: the same work as the endpoints, without a server; but {@code enroll} asks one that runs. */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "bench",
            "bulk",
            "client",
            "http",
            "index",
            "person",
            "dataset",
            "protocol",
            "check",
            "decode",
            "transform",
            "network",
            "checkpoint",
            "embedding",
            "exchange",
            "quantisation",
            "evaluation",
            "report",
            "preset",
            "training",
            "ablation",
            "assessment",
            "job"
        })
@NullMarked
package io.vesper.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
