/** The shared branch as an ONNX file: written without protoc or Python, run by ONNX Runtime. */
@ApplicationModule(allowedDependencies = {"checkpoint", "network"})
@NullMarked
package io.vesper.onnx;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
