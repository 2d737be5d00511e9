package io.vesper;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The architecture of README.md, checked. */
@AnalyzeClasses(packages = "io.vesper", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule tensorsStayInTheLearningPackages = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.vesper.person..",
                    "io.vesper.dataset..",
                    "io.vesper.decode..",
                    "io.vesper.evaluation..",
                    "io.vesper.gallery..",
                    "io.vesper.index..",
                    "io.vesper.job..",
                    "io.vesper.web..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..");

    @ArchTest
    static final ArchRule theScienceIsFreeOfSpring = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.vesper.person..",
                    "io.vesper.dataset..",
                    "io.vesper.decode..",
                    "io.vesper.network..",
                    "io.vesper.loss..")
            .and()
            .haveSimpleNameNotEndingWith("package-info")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..");

    @Test
    void modulesKeepTheirAllowedDependencies() {
        ApplicationModules.of(VesperApplication.class).verify();
    }
}
