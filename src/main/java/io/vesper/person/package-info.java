/** What is in a picture: who, seen by which camera, in which modality. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.vesper.person;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
