package io.vesper;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The command of a Java process that lives for seconds: without the optimising compiler, whose work would come too late. */
public final class ShortRun {
    private ShortRun() {}

    /** Of this JDK and with the classes of the tests; arguments of the main class follow. */
    public static List<String> of(Class<?> mainClass, Collection<String> options) {
        List<String> command = java(options);
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                mainClass.getName()));
        return command;
    }

    /** Of this JDK and the real jar; its arguments follow. */
    public static List<String> ofTheJar() {
        List<String> command = java(List.of("-Xmx1g"));
        command.addAll(List.of("-jar", System.getProperty("vesper.jar")));
        return command;
    }

    private static List<String> java(Collection<String> options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        command.addAll(options);
        return command;
    }
}
