package dev.weir.jobs.release;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.weir.jobs.release.iceberg.EmbeddedCatalogue;
import org.junit.jupiter.api.Test;

/** The commands that list and show releases run on a class path without the engine. */
class LightLogTest {

    @Test
    void theLogIsReadWithoutTheEngine() {
        JavaClasses log = new ClassFileImporter()
                .importClasses(
                        ReleaseLog.class,
                        StoredReleaseLog.class,
                        LogStorage.class,
                        LogStorage.CertainlyNothing.class,
                        LocalStorage.class,
                        ReleaseStores.class,
                        SqlStorage.class,
                        LogFiles.class,
                        Creation.class,
                        Creation.Cases.class,
                        Creation.Created.class,
                        Creation.Exists.class,
                        Creation.Unknown.class,
                        Publication.class,
                        Publication.Cases.class,
                        Publication.Done.class,
                        Publication.Refused.class,
                        Publication.Unknown.class,
                        DurableFile.class,
                        Expiry.class,
                        RecordedRoot.class,
                        Warehouse.class,
                        EmbeddedCatalogue.class);
        // no engine, and of this package's own classes none but those that are looked at here
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                "java..", "org.jspecify..", "dev.weir.contracts..", "com.fasterxml.jackson..")
                        .or(new DescribedPredicate<JavaClass>("are part of the log") {
                            @Override
                            public boolean test(JavaClass type) {
                                return type.getName().equals(S3Storage.class.getName()) // loaded for S3 alone
                                        || log.contain(type.getName().replaceFirst("[$].*", ""));
                            }
                        }))
                .check(log);
    }
}
