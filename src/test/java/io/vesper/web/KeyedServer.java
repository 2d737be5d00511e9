package io.vesper.web;

import io.vesper.access.ApiKeys;
import io.vesper.access.KeyLimits;
import io.vesper.access.NewKey;
import io.vesper.access.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

/** Hands {@link Keys} of one running server that needs keys to the tests; it stops with the process, of which Maven starts one for many classes. */
final class KeyedServer implements ParameterResolver {
    static final int MAX_QUEUED = 20;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Keys.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(KeyedServer.class))
                .computeIfAbsent(Running.class)
                .keys;
    }

    /** Clients with new keys. */
    record Keys(TestServer server) {
        TestClient nobody() {
            return server.client();
        }

        TestClient with(Scope... scopes) {
            return with("gate", KeyLimits.NONE, scopes);
        }

        TestClient with(String name, KeyLimits limits, Scope... scopes) {
            NewKey wanted = new NewKey(name, Set.of(scopes), null, limits);
            return nobody().withKey(server.bean(ApiKeys.class).create(wanted).text());
        }
    }

    private static final class Running implements AutoCloseable {
        private final Path folder = temporary();
        private final Keys keys = new Keys(
                TestServer.start(folder, GridModelsConfiguration.class, "--vesper.jobs.max-queued=" + MAX_QUEUED));

        Running() {
            keys.with(Scope.ADMIN);
        }

        private static Path temporary() {
            try {
                return Files.createTempDirectory("vesper-keyed-");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            keys.server.close();
            FileSystemUtils.deleteRecursively(folder);
        }
    }
}
