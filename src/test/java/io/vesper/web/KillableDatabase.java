package io.vesper.web;

import io.vesper.store.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A real PostgreSQL on one port and folder, which can be killed and started again. */
final class KillableDatabase implements AutoCloseable {
    private final Path folder;
    private final int port;
    private EmbeddedPostgres database;

    private KillableDatabase(Path folder, int port) throws IOException {
        this.folder = folder;
        this.port = port;
        this.database = started();
    }

    static KillableDatabase start(Path folder) throws IOException {
        return new KillableDatabase(folder, FixedPort.free());
    }

    TestDatabase place() {
        return new TestDatabase(database.getJdbcUrl("postgres", "postgres"), "postgres");
    }

    private EmbeddedPostgres started() throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                // The library turns it off, and PostgreSQL then acknowledges what it may still lose.
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    void startAgain() throws IOException {
        database = started();
    }

    /** As a power cut would: nothing is shut down. */
    void kill() {
        try {
            killAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void killAll() throws IOException {
        Path pidFile = folder.resolve("postmaster.pid");
        long pid = Long.parseLong(Files.readAllLines(pidFile).get(0));
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> all = new ArrayList<>(postmaster.descendants().toList());
        all.add(0, postmaster);
        all.forEach(ProcessHandle::destroyForcibly);
        all.stream().map(ProcessHandle::onExit).forEach(CompletableFuture::join);
        Files.delete(pidFile);
        database.close();
    }

    @Override
    public void close() throws IOException {
        database.close();
    }
}
