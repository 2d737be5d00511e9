package io.vesper.web;

import io.vesper.ablation.AblationApp;
import io.vesper.training.FakeRuns;
import io.vesper.training.FakeRunsApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.boot.WebApplicationType;
import org.springframework.util.FileSystemUtils;

/**
 * Hands out running servers to the tests that leave them as they found them: a client of one with a gallery, or one that trains fakes.
 * Each stops after the last of its tests.
 */
final class SharedServer implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == TestClient.class || type == FakeRunsApp.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Store servers = context.getRoot().getStore(ExtensionContext.Namespace.create(SharedServer.class));
        return parameter.getParameter().getType() == TestClient.class
                ? servers.computeIfAbsent(WithGallery.class).server.client()
                : servers.computeIfAbsent(WithJobs.class).app;
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
