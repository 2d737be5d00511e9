/** The HTTP interface: gallery, query, jobs, models; errors as problem documents. */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "bulk",
            "person",
            "dataset",
            "decode",
            "embedding",
            "evaluation",
            "explanation",
            "index",
            "gallery",
            "http",
            "search",
            "serving",
            "store",
            "job",
            "opensearch",
            "preset",
            "training",
            "ablation",
            "assessment"
        })
@NullMarked
package io.vesper.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
