package io.vesper.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A way to a server that can be cut: while it is, nothing gets through in either direction, as when packets are lost; nobody is told,
 * connections stay open, and new ones get no answer.
 */
final class CuttableLink implements AutoCloseable {
    private final String host;
    private final int port;
    private final ServerSocket listening;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private boolean isCut;

    /** To a server on this machine. */
    CuttableLink(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        inBackground(this::accept);
    }

    String address() {
        return "http://127.0.0.1:" + listening.getLocalPort();
    }

    synchronized void cut() {
        isCut = true;
    }

    synchronized void mend() {
        isCut = false;
        notifyAll();
    }

    private synchronized void awaitMended() throws InterruptedException {
        while (isCut) {
            wait();
        }
    }

    private static void inBackground(Runnable work) {
        Thread thread = new Thread(work, "cuttable-link");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket near = listening.accept();
                sockets.add(near);
                inBackground(() -> connect(near));
            }
        } catch (IOException e) {
            // it is closed
        }
    }

    private void connect(Socket near) {
        try {
            awaitMended();
            Socket far = new Socket(host, port);
            sockets.add(far);
            inBackground(() -> forward(near, far));
            forward(far, near);
        } catch (IOException | InterruptedException e) {
            close(near);
        }
    }

    private void forward(Socket from, Socket to) {
        byte[] bytes = new byte[1 << 16];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            int count = in.read(bytes);
            while (count >= 0) {
                awaitMended();
                out.write(bytes, 0, count);
                out.flush();
                count = in.read(bytes);
            }
        } catch (IOException | InterruptedException e) {
            // one end hung up
        } finally {
            close(from);
            close(to);
        }
    }

    private void close(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone anyway
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        mend();
        Set.copyOf(sockets).forEach(this::close);
    }
}
