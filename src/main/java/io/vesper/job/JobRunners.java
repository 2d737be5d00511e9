package io.vesper.job;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What runs the jobs of this process: one at a time for each role. */
final class JobRunners {
    private final Map<Role, JobRunner> runners = new EnumMap<>(Role.class);
    private final Map<String, Role> roles;
    private final Collection<String> types;
    private final PartitionRunner partitions;

    /**
     * @param types of the jobs that this process can do
     * @param assigned those of them that need another role than {@code TRAIN}; also of jobs that it cannot do
     */
    JobRunners(
            Collection<String> types, List<JobType> assigned, Supplier<JobRunner> runner, PartitionRunner partitions) {
        this.types = List.copyOf(types);
        this.partitions = partitions;
        this.roles = assigned.stream().collect(Collectors.toMap(JobType::name, JobType::role));
        Arrays.stream(Role.values()).forEach(role -> runners.put(role, runner.get()));
    }

    private Role roleOf(String type) {
        return roles.getOrDefault(type, Role.TRAIN);
    }

    List<String> typesOf(Role role) {
        return types.stream().filter(type -> roleOf(type) == role).toList();
    }

    JobRunner of(Role role) {
        return Objects.requireNonNull(runners.get(role));
    }

    JobRunner of(String type) {
        return of(roleOf(type));
    }

    void open() {
        partitions.open();
        runners.values().forEach(JobRunner::open);
    }

    /** Asks the running jobs to stop at their next step boundary and waits until they have; they are given back. */
    void close() {
        partitions.interrupt();
        runners.values().forEach(JobRunner::interrupt);
        runners.values().forEach(JobRunner::awaitEnd);
    }
}
