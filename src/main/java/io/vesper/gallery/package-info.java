/** Enrols, lists and erases images: durable in the database, searchable in the active model's index. */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "job",
            "replica",
            "person",
            "dataset",
            "decode",
            "embedding",
            "index",
            "kernel",
            "store",
            "serving",
            "search"
        })
@NullMarked
package io.vesper.gallery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
