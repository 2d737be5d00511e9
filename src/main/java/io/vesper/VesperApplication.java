package io.vesper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Vesper: finds people across day and night cameras. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class VesperApplication {
    public static void main(String[] args) {
        SpringApplication.run(VesperApplication.class, args);
    }
}
