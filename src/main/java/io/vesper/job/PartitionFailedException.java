package io.vesper.job;

/** A partition failed, here or in another process, and so does its job. The process where it failed has logged why. */
final class PartitionFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PartitionFailedException(String reason) {
        super(reason);
    }
}
