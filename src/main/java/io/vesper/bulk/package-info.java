/** Background jobs on whole galleries: enrols many pictures, embeds what is enrolled by another model. */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "person",
            "dataset",
            "embedding",
            "http",
            "index",
            "store",
            "serving",
            "gallery",
            "job",
            "training"
        })
@NullMarked
package io.vesper.bulk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
