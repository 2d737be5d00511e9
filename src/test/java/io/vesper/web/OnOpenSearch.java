package io.vesper.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A test that runs where there is OpenSearch, and PostgreSQL to feed it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@EnabledIf(
        value = "io.vesper.web.ClusterServers#haveACluster",
        disabledReason = "No OpenSearch: none of " + ClusterServers.ADDRESS + ", " + ClusterServers.IMAGE + " and "
                + OpenSearchCluster.DISTRIBUTION + " is given.")
@EnabledIfSystemProperty(named = "vesper.test.database", matches = "postgresql|container")
@interface OnOpenSearch {}
