package io.vesper.web;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;

/** A port for a process that is killed and started again: none of those that systems give to connections meanwhile. */
final class FixedPort {
    private static final int FIRST = 20_000;
    private static final int SPREAD = 10_000;

    private FixedPort() {}

    /** Free on every address of this machine. */
    static int free() throws IOException {
        return freeFrom(FIRST + (int) (ProcessHandle.current().pid() % SPREAD));
    }

    static int freeFrom(int first) throws IOException {
        for (int port = first; ; port++) {
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (BindException e) {
                continue; // taken
            }
        }
    }
}
