package io.vesper.job;

/** Tells failures that whoever asked for the work can mend from those that are a fault of the program. */
public final class Failures {
    private static final String OURS = "io.vesper.";

    private Failures() {}

    /**
     * Whether a failure's message says all there is to say, so that no stack trace is needed: it is of a type of Vesper's own, or
     * an illegal argument that Vesper's code refused. One that a library refused is a fault of the code that called it.
     */
    public static boolean isExplained(Throwable failure) {
        if (failure.getClass().getName().startsWith(OURS)) {
            return true;
        }
        StackTraceElement[] trace = failure.getStackTrace();
        return failure.getClass() == IllegalArgumentException.class
                && trace.length > 0
                && trace[0].getClassName().startsWith(OURS);
    }
}
