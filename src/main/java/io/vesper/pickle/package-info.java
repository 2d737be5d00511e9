/**
 * Plain data out of Python's pickle files. Of itself it makes only dictionaries, lists, tuples, numbers, text, bytes, booleans and none;
 * its caller decides about everything else, and nothing in a file is ever executed.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.vesper.pickle;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
