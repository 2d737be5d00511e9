/** Shows which places of two pictures make them alike. */
@ApplicationModule(
        allowedDependencies = {"access", "person", "decode", "network", "embedding", "index", "store", "serving"})
@NullMarked
package io.vesper.explanation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
