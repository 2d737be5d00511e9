package io.vesper.gallery;

import io.vesper.index.GalleryName;
import io.vesper.index.ImageLabels;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.store.EnrolmentItemStore.NewItem;
import java.util.Map;
import java.util.UUID;

/** Jobs with pictures to enrol, as the queue keeps them. */
final class JobItems {
    private JobItems() {}

    /** A job with a picture of each person by camera 1; its id. */
    static String keep(TestGallery test, GalleryName gallery, String... people) {
        String job = UUID.randomUUID().toString();
        test.jdbc.sql("""
                        INSERT INTO job (id, type, status, parameters, metrics, claims, created_at)
                        VALUES (?, 'enroll', 'RUNNING', '{}', '{}', 1, CURRENT_TIMESTAMP)""").param(job).update();
        for (int i = 1; i <= people.length; i++) {
            ImageLabels labels = new ImageLabels(
                    gallery, new PersonId(people[i - 1]), new CameraId("1"), Modality.VISIBLE, null, Map.of());
            test.database.items().insert(job, i, new NewItem(i + ".png", labels, Pictures.png(i, 0)));
        }
        return job;
    }
}
