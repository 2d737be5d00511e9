package io.vesper.web;

import io.vesper.ablation.AblationApp;
import io.vesper.training.FakeRuns;
import io.vesper.training.FakeRunsApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.boot.WebApplicationType;
import org.springframework.util.FileSystemUtils;

/**
 * Hands out running servers to the tests that leave them as they found them: one with a gallery, or a client of it, or one that trains
 * fakes. Each stops with the process, of which Maven starts one for many classes.
 */
final class SharedServer implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return Set.of(TestServer.class, TestClient.class, FakeRunsApp.class)
                .contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Store servers = context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(SharedServer.class));
        Class<?> type = parameter.getParameter().getType();
        if (type == FakeRunsApp.class) {
            return servers.computeIfAbsent(WithJobs.class).app;
        }
        TestServer server = servers.computeIfAbsent(WithGallery.class).server;
        return type == TestServer.class ? server : server.client();
    }

    private static final class WithGallery implements AutoCloseable {
        private final Path folder = temporary();
        private final TestServer server = TestServer.start(folder, GridModelsConfiguration.class);

        @Override
        public void close() throws IOException {
            server.close();
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private static final class WithJobs implements AutoCloseable {
        private final Path folder = temporary();
        private final FakeRunsApp app = new FakeRunsApp(
                folder,
                WebApplicationType.SERVLET,
                FakeRuns.JOB,
                AblationApp.JOB,
                JobsController.class,
                JobAccess.class,
                JobOrdersController.class,
                ErrorHandler.class);

        @Override
        public void close() throws IOException {
            app.close();
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("vesper-shared-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
