package io.vesper.web;

import io.vesper.ShortRun;
import io.vesper.store.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@link GridServer} in a process of its own that can be killed: no shutdown hook runs then. */
final class GridProcess implements AutoCloseable {
    private final Process process;
    private final TestClient client;

    private GridProcess(Process process) throws IOException {
        this.process = process;
        this.client = new TestClient(portOf(process));
    }

    /** @param folder of its data; a later process goes on with it */
    static GridProcess start(Path folder) throws IOException {
        return start(folder, TestDatabase.at(folder.resolve("vesper")));
    }

    /** One of several on a database. */
    static GridProcess start(Path folder, TestDatabase database, String... settings) throws IOException {
        List<String> command = ShortRun.of(GridServer.class, database.processOptions());
        command.add(folder.toString());
        command.addAll(List.of(settings));
        return new GridProcess(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    private static int portOf(Process process) throws IOException {
        StringBuilder said = new StringBuilder();
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(GridServer.READY)) {
                Thread rest = new Thread(() -> output.lines().forEach(ignored -> {}), "server-output");
                rest.setDaemon(true);
                rest.start();
                return Integer.parseInt(line.substring(GridServer.READY.length()));
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("The server ended before it listened:\n" + said);
    }

    TestClient client() {
        return client;
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
