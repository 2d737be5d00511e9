package io.vesper;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import ai.djl.ndarray.NDArray;
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
            .resideOutsideOfPackages(
                    "io.vesper.network..",
                    "io.vesper.loss..",
                    "io.vesper.optimiser..",
                    "io.vesper.embedding..",
                    "io.vesper.training..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..");

    @ArchTest
    static final ArchRule theScienceIsFreeOfSpring = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.vesper.person..",
                    "io.vesper.dataset..",
                    "io.vesper.protocol..",
                    "io.vesper.check..",
                    "io.vesper.decode..",
                    "io.vesper.network..",
                    "io.vesper.loss..",
                    "io.vesper.optimiser..",
                    "io.vesper.checkpoint..",
                    "io.vesper.pickle..",
                    "io.vesper.onnx..",
                    "io.vesper.exchange..",
                    "io.vesper.transform..",
                    "io.vesper.index..")
            .and()
            .haveSimpleNameNotEndingWith("package-info")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..");

    @ArchTest
    static final ArchRule graphsStayInTheIndex = noClasses()
            .that()
            .resideOutsideOfPackage("io.vesper.index..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.lucene..");

    /** See {@code io.vesper.loss.Constants}: the gradient would read memory that Java has freed. */
    @ArchTest
    static final ArchRule gradientsNeedConstantsOfTheEngine = noClasses()
            .that()
            .resideInAnyPackage("io.vesper.network..", "io.vesper.loss..", "io.vesper.training..")
            .should()
            .callMethod(NDArray.class, "mul", Number.class)
            .orShould()
            .callMethod(NDArray.class, "div", Number.class)
            .orShould()
            .callMethod(NDArray.class, "pow", Number.class)
            .orShould()
            .callMethod(NDArray.class, "maximum", Number.class)
            .orShould()
            .callMethod(NDArray.class, "minimum", Number.class);

    @Test
    void modulesKeepTheirAllowedDependencies() {
        ApplicationModules.of(VesperApplication.class).verify();
    }
}
