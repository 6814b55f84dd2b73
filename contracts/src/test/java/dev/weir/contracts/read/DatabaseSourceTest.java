package dev.weir.contracts.read;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contracts.Problem;
import dev.weir.contracts.Source;
import dev.weir.contracts.Source.TableRead;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.settings.DatabaseSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A source in a database: what the contract says of it, and what the profile. */
class DatabaseSourceTest {

    private static final String SOURCE = "contracts/raw/encounters.odcs.yaml";
    private static final String SERVER =
            "{ server: his, type: postgresql, host: db.example.org, port: 5432, database: his, schema: public }";
    private static final String PROFILE =
            "{ url: 'jdbc:postgresql://db.example.org:5432/his?sslmode=require', user: reader, password: '${PASS}' }";

    @TempDir
    private Path folder;

    private static Sample sample(String profile, String server, String read) {
        Sample sample = Sample.clinical();
        String settings = sample.text("weir.yaml")
                .replace(
                        "    keys: { store: keys/weir.bcfks, password: \"${WEIR_KEY_PASSWORD:-}\" }\n",
                        "    keys: { store: keys/weir.bcfks, password: \"${WEIR_KEY_PASSWORD:-}\" }\n"
                                + "    sources: { databases: { his: " + profile + " } }\n");
        String contract = sample.text(SOURCE);
        int from = contract.indexOf("  - server: files");
        int to = contract.indexOf("schema:");
        String changed = contract.substring(0, from) + "  - " + server + "\n" + contract.substring(to);
        changed = changed.replace(
                "    physicalName: \"encounters-*.csv\"\n",
                "    physicalName: ENCOUNTER\n"
                        + (read.isEmpty()
                                ? ""
                                : "    customProperties: [{ property: weirRead, value: " + read + " }]\n"));
        sample.with("weir.yaml", settings);
        sample.with(
                SOURCE,
                changed.replace("STOP, logicalType: timestamp", "STOP, classification: NONE, logicalType: timestamp"));
        return sample.environment(Map.of("PASS", "secret-7f3a"));
    }

    @Test
    void itIsReadWithTheProfilesAccess() throws Exception {
        Sample sample = sample(PROFILE, SERVER, "{ splitBy: START, parts: 8, newBy: STOP }");
        assertThat(sample.readIn(folder).problems()).isEmpty();
        Workspace workspace = sample.workspaceIn(folder);
        Source.InDatabase found = workspace.sources().stream()
                .flatMap(source -> source.database().stream())
                .findFirst()
                .orElseThrow();
        assertThat(found)
                .isEqualTo(new Source.InDatabase(
                        "his",
                        "postgresql",
                        "jdbc:postgresql://db.example.org:5432/his",
                        Optional.of("public"),
                        Map.of("encounters", new TableRead(Optional.of("START"), 8, Optional.of("STOP")))));
        DatabaseSettings access =
                requireNonNull(workspace.profile().sources().databases().get("his"));
        assertThat(access.password()).contains("secret-7f3a");
        assertThat(workspace.profile().toString()).doesNotContain("secret-7f3a");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
        host: db.example.org   # host: other.example.org  # C004 the address that the profile has for 'his' does not name 'other.example.org'
        port: 5432             # port: 5433               # C004 the address that the profile has for 'his' has another port than 5433
        type: postgresql       # type: mysql              # C004 the address that the profile has for 'his' begins otherwise than with jdbc:mysql: or jdbc:mariadb:
        server: his            # server: hsi              # C006 the profile knows no database 'hsi'
        """)
    void aContractDoesNotSendThePasswordElsewhere(String from, String to, String problem) throws Exception {
        String server = SERVER.replace(from.strip(), to.strip());
        if (to.contains("mysql")) {
            server = server.replace(", schema: public", "");
        }
        assertThat(told(sample(PROFILE, server, ""))).contains(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
        '${PASS}'                    # secret-7f3a                  # C004 the password of the database 'his' is no variable
        //db.example.org             # //reader:secret-7f3a@db.example.org # C004 the address of the database 'his' names a user or a secret
        sslmode=require              # PassWord=secret-7f3a         # C004 the address of the database 'his' names a user or a secret
        postgresql://db.example.org:5432/his # db2://db.example.org:5432/his:password=secret-7f3a # C004 the address of the database 'his' names a user or a secret
        postgresql://db.example.org:5432/his # oracle:oci:scott/secret-7f3a@his # C004 the address of the database 'his' names a user or a secret
        postgresql://db.example.org:5432/his # mysql://(host=h,user=u,password=secret-7f3a)/his # C004 the address of the database 'his' names a user or a secret
        //db.example.org             # //reader:secret/7f3a@db.example.org # C004 the address of the database 'his' names a user or a secret
        user: reader                 # properties: { sslpassword: secret-7f3a } # C004 the property 'sslpassword' of the database 'his' is no variable
        """)
    void aSecretThatIsWrittenOutIsRefusedAndNotRepeated(String from, String to, String problem) throws Exception {
        List<String> told = told(sample(PROFILE.replace(from.strip(), to.strip()), SERVER, ""));
        assertThat(told).contains(problem);
        assertThat(told).noneMatch(text -> text.contains("secret-7f3a"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
        { splitBy: Id }           # C007 'splitBy' names the column 'Id', which is string
        { splitBy: Nothing }      # C006 'splitBy' names the column 'Nothing'
        { newBy: START }          # C004 'newBy' names the column 'START', which has no category
        { parts: 3 }              # C003 'parts' of weirRead stands without 'splitBy'
        { splitBy: START, parts: 65 } # C004 'parts' is 65
        """)
    void whatAColumnCannotCountIsTold(String read, String problem) throws Exception {
        assertThat(told(sample(PROFILE, SERVER, read))).contains(problem);
    }

    private List<String> told(Sample sample) throws Exception {
        return sample.readIn(folder).problems().stream()
                .map((Problem problem) -> problem.code().id() + " " + problem.what())
                .toList();
    }
}
