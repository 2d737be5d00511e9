/**
 * The queue of background jobs: kept in the database, claimed by one worker each, or by partitions that workers share, run as restartable
 * Spring Batch jobs.
 */
@ApplicationModule(allowedDependencies = {"person", "access"})
@NullMarked
package io.vesper.job;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
