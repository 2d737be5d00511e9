package io.vesper.web;

import java.net.InetAddress;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.Environment;

/** Refuses to start a server that others could reach: there are no API keys yet. Checked before the port is opened. */
final class LoopbackOnly implements SmartInitializingSingleton {
    private static final String REASON =
            "There are no API keys yet, so only this machine may ask: the address must be a loopback address. Maybe leave it at 127.0.0.1.";

    private final Environment environment;

    LoopbackOnly(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void afterSingletonsInstantiated() {
        require("server.address");
        // A management port of its own listens on every address unless it is given one.
        if (!environment.getProperty("management.server.port", "").isEmpty()) {
            require("management.server.address");
        }
    }

    private void require(String property) {
        InetAddress address =
                Binder.get(environment).bind(property, InetAddress.class).orElse(null);
        if (address == null || !address.isLoopbackAddress()) {
            throw new InvalidConfigurationPropertyValueException(property, address, REASON);
        }
    }
}
