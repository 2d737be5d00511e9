package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.access.ApiKeys;
import io.vesper.access.KeyLimits;
import io.vesper.access.NewKey;
import io.vesper.access.Scope;
import io.vesper.cli.CommandOutput;
import io.vesper.gallery.Pictures;
import io.vesper.web.KeyedServer.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code vesper enroll}, against a running server that needs keys. */
@ExtendWith(KeyedServer.class)
class EnrolCommandIT {
    private final Keys keys;
    private final OwnGallery gallery;

    @TempDir
    Path temp;

    private Path folder;

    EnrolCommandIT(Keys keys) {
        this.keys = keys;
        this.gallery = OwnGallery.on(keys.with(Scope.ENROLL, Scope.QUERY));
    }

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectories(temp.resolve("pictures"));
        Files.createDirectories(folder.resolve("gate"));
        Files.write(folder.resolve("gate/1.png"), Pictures.png(1, 0));
        Files.write(folder.resolve("gate/2.png"), Pictures.png(2, 0));
        manifest("gate/1.png,p1,1,visible", "gate/2.png,,2,infrared");
    }

    private void manifest(String... lines) throws IOException {
        Files.writeString(
                folder.resolve("manifest.csv"), "file,personId,cameraId,modality\n" + String.join("\n", lines));
    }

    private String key(Scope... scopes) {
        NewKey wanted = new NewKey("enroll", Set.of(scopes), null, KeyLimits.NONE);
        return keys.server().bean(ApiKeys.class).create(wanted).text();
    }

    private CommandOutput enroll(String key, Object... words) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "enroll",
                "--server=http://127.0.0.1:" + keys.server().port(),
                "--key-file=" + Files.writeString(temp.resolve("key"), key),
                "--gallery=" + gallery.name()));
        for (Object word : words) {
            arguments.add(word.toString());
        }
        CommandOutput output = CommandOutput.of(arguments.toArray(String[]::new));
        assertThat(output.text()).doesNotContain(key, "\tat ");
        return output;
    }

    private int images() {
        return gallery.client()
                .get("/gallery?gallery=" + gallery.name())
                .json()
                .get("images")
                .size();
    }

    private int jobs() {
        return gallery.client().get("/jobs?type=enroll").json().get("jobs").size();
    }

    @Test
    void aFolderIsEnrolledAndRunAgainEverythingIsThere() throws IOException {
        String key = key(Scope.ENROLL);

        CommandOutput first = enroll(key, folder);
        CommandOutput again = enroll(key, folder);

        assertThat(first.exitCode()).as(first.text()).isZero();
        assertThat(first.text())
                .contains("Sends 2 pictures.", "2 of 2 pictures", "| enrolled | 2 |", "| refused | 0 |")
                .doesNotContain("why");
        assertThat(again.exitCode()).isZero();
        assertThat(again.text()).contains("| enrolled | 0 |", "| already there | 2 |");
        assertThat(images()).isEqualTo(2);
        assertThat(gallery.query(Pictures.png(1, 0)).at("/results/0/personId").asString())
                .isEqualTo("p1");
    }

    @Test
    void refusedPicturesAreListedAndTheOthersEnrolled() throws IOException {
        Path zip = Files.write(
                temp.resolve("pictures.zip"),
                new Archive()
                        .picture("good.png", "p1", Pictures.png(1, 0))
                        .picture("bro|ken.png", "p2", new byte[] {1, 2, 3})
                        .bytes());

        CommandOutput output = enroll(key(Scope.ENROLL), zip);

        assertThat(output.exitCode()).isEqualTo(1);
        assertThat(output.text())
                .contains("| enrolled | 1 |", "| refused | 1 |", "1 picture(s) were refused.")
                .containsPattern("\\| bro\\\\\\|ken.png \\| .*must be JPEG, PNG or BMP.* \\|");
        assertThat(images()).isEqualTo(1);
    }

    @Test
    void aDatasetOfTheServersIsEnrolled() throws IOException {
        CommandOutput output = enroll(key(Scope.ENROLL), "--dataset=demo", "--split=query");

        assertThat(output.exitCode()).as(output.text()).isZero();
        assertThat(output.text()).contains("| already there | 0 |").doesNotContain("| enrolled | 0 |");
        CommandOutput unknown = enroll(key(Scope.ENROLL), "--dataset=folder", "--path=nowhere");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.text()).contains("dataset: The path (nowhere) names nothing under");
    }

    @Test
    void whatIsWrongIsFoundBeforeAnythingIsSent() throws IOException {
        int before = jobs();
        manifest("gate/1.png,p1,1,visible", "gate/3.png,p3,1,thermal");

        CommandOutput wrong = enroll(key(Scope.ENROLL), folder);
        Files.delete(folder.resolve("manifest.csv"));
        CommandOutput without = enroll(key(Scope.ENROLL), folder);
        CommandOutput nothing = enroll(key(Scope.ENROLL), temp.resolve("none"));

        assertThat(List.of(wrong.exitCode(), without.exitCode(), nothing.exitCode()))
                .containsOnly(1);
        assertThat(wrong.text())
                .contains("line 3: The modality (thermal)", "The file (gate/2.png) has no line in manifest.csv");
        assertThat(without.text()).contains("There is no manifest.csv in the folder");
        assertThat(nothing.text()).contains("There is no folder and no file");
        assertThat(jobs()).isEqualTo(before);
    }

    @Test
    void aKeyThatWillNotDoIsTold() throws IOException {
        CommandOutput wrong = enroll("vsp_" + "0".repeat(16) + "_" + "0".repeat(64), folder);
        CommandOutput lacking = enroll(key(Scope.QUERY), folder);

        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.text()).contains("refuses the API key.").doesNotContain("Sends");
        assertThat(lacking.exitCode()).isEqualTo(1);
        assertThat(lacking.text()).contains("The key lacks the scope (enroll)");
        assertThat(images()).isZero();
    }

    @Test
    void picturesComeFromHereOrFromADataset() {
        CommandOutput neither = CommandOutput.of("enroll");
        CommandOutput both = CommandOutput.of("enroll", folder.toString(), "--dataset=demo");
        CommandOutput help = CommandOutput.of("enroll", "--help");

        assertThat(neither.exitCode()).isEqualTo(2);
        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(help.exitCode()).isZero();
        assertThat(help.text()).contains("FOLDER_OR_ZIP", "--key-file", "VESPER_API_KEY", "--split-number");
    }
}
