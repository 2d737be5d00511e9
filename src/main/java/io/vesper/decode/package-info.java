/** Turns the bytes of a JPEG, PNG or BMP file into an upright picture, within limits of its size. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.vesper.decode;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
