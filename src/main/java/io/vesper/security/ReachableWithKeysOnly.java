package io.vesper.security;

import io.vesper.access.KeyCheck;
import java.net.InetAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.Environment;

/** Refuses to start a server that others could reach while no key could be made for them. Checked before the port is opened. */
final class ReachableWithKeysOnly implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(ReachableWithKeysOnly.class);
    private static final String COMMAND = "java -jar vesper.jar keys create --name admin --scopes admin";
    private static final String REASON =
            "Others could reach this address, but there is no key with the scope admin that is neither"
                    + " expired nor revoked. Make one first, in the same data folder (--data-dir): " + COMMAND
                    + ". Maybe leave the address at 127.0.0.1, where only this machine may ask.";

    private final Environment environment;
    private final KeyCheck keys;

    ReachableWithKeysOnly(Environment environment, KeyCheck keys) {
        this.environment = environment;
        this.keys = keys;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (keys.isAnyAdminUsable()) {
            return;
        }
        requireLoopback("server.address");
        // A management port of its own listens on every address unless it is given one.
        if (!environment.getProperty("management.server.port", "").isEmpty()) {
            requireLoopback("management.server.address");
        }
        if (keys.areOn()) {
            LOG.warn(
                    "Keys are needed, but there is none with the scope admin that is neither expired nor revoked. "
                            + "Maybe stop the server and make one: {}",
                    COMMAND);
        }
    }

    private void requireLoopback(String property) {
        InetAddress address =
                Binder.get(environment).bind(property, InetAddress.class).orElse(null);
        if (address == null || !address.isLoopbackAddress()) {
            throw new InvalidConfigurationPropertyValueException(property, address, REASON);
        }
    }
}
