package io.vesper.web;

import io.vesper.VesperApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

/** Hands {@link Trainings} of one running server to the tests; it stops with the process, of which Maven starts one for many classes. */
final class TrainingServer implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Trainings.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(TrainingServer.class))
                .computeIfAbsent(Running.class)
                .trainings;
    }

    private static final class Running implements AutoCloseable {
        private final Path folder = withShippedModel();
        private final Trainings trainings = new Trainings(TestServer.start(folder, VesperApplication.class));

        /** A copy: trainings publish beside it. */
        private static Path withShippedModel() {
            try {
                Path folder = Files.createTempDirectory("vesper-trainings-");
                Path models = Files.createDirectories(folder.resolve("models"));
                FileSystemUtils.copyRecursively(Path.of("models", "synthetic"), models.resolve("synthetic"));
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            trainings.server().close();
            FileSystemUtils.deleteRecursively(folder);
        }
    }
}
