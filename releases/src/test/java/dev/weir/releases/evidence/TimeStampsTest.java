package dev.weir.releases.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problem;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.json.Json;
import dev.weir.contracts.read.WorkspaceReader;
import dev.weir.contracts.settings.TimestampSettings;
import dev.weir.privacy.timestamp.TimeStampAuthority;
import dev.weir.releases.chain.FileChain;
import dev.weir.releases.chain.SignedChain;
import dev.weir.releases.log.LogKeys;
import dev.weir.releases.log.ProofFiles;
import dev.weir.releases.storage.LogFiles;
import dev.weir.releases.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manifests whose signatures a real authority stamped: OpenSSL's. */
class TimeStampsTest {

    @TempDir
    private Path folder;

    private OpenSslAuthority authority;
    private SignedReleases releases;

    @BeforeEach
    void make() throws Exception {
        authority = new OpenSslAuthority(folder.resolve("tsa"));
        releases = new SignedReleases(Files.createDirectory(folder.resolve("workspace")), 1)
                .stampedBy(Optional.of(authority.asUsed()));
        releases.release(2, releases.keys.existing());
        releases.release(3, releases.keys.existing());
    }

    @AfterEach
    void close() {
        authority.close();
    }

    @Test
    void eachSignatureIsStampedAndOpenSslSaysSo() throws Exception {
        for (long number : new long[] {2, 3}) {
            String sha256 = releases.log.sha256("clinical", number);
            byte[] signature = proof().read(ProofFiles.Kind.SIGNATURE, sha256).orElseThrow();
            byte[] token = proof().read(ProofFiles.Kind.TIMESTAMP, sha256).orElseThrow();

            assertThat(authority.verifies(signature, token)).isTrue();
            assertThat(authority.verifies(new byte[] {1}, token)).isFalse();
        }
        VerificationCheck check = check(authority.asUsed().trusted());
        assertThat(check.broken()).isEmpty();
        assertThat(check.looked()).isEqualTo("2 time stamps");
        assertThat(check.notes())
                .anySatisfy(note -> assertThat(note).startsWith("1 of 3 manifests were signed without"))
                .anySatisfy(note -> assertThat(note)
                        .startsWith("clinical@3 was signed by 20")
                        .contains("CN=Test-time-stamps"));
        assertThat(authority.asked()).isEqualTo(2);
    }

    @Test
    void aPackCarriesThem() throws Exception {
        Path pack = folder.resolve("pack.zip");
        new EvidencePack(releases.log.files())
                .write(releases.log.read("clinical", 3), releases.log.numbers("clinical"), List.of(), pack);

        VerificationCheck check =
                check(EvidencePack.open(pack).files(), authority.asUsed().trusted());

        assertThat(check.looked()).isEqualTo("2 time stamps");
        assertThat(check.broken()).isEmpty();
    }

    @Test
    void withoutCertificatesNobodyIsToldThatAllIsWell() {
        VerificationCheck check = check(List.of());

        assertThat(check.broken()).isEmpty();
        assertThat(check.notes()).anySatisfy(note -> assertThat(note).contains("Nobody looked", "--timestamp-trust"));
    }

    @Test
    void aStampThatIsMissingOrAnotherOnesIsFound() throws Exception {
        String second = releases.log.sha256("clinical", 2);
        String third = releases.log.sha256("clinical", 3);
        byte[] token = proof().read(ProofFiles.Kind.TIMESTAMP, second).orElseThrow();
        proof().put(ProofFiles.Kind.TIMESTAMP, third, token);

        assertThat(check(authority.asUsed().trusted()).broken()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).isEqualTo("The time stamp of clinical@3 proves nothing");
            assertThat(problem.why()).isEqualTo("it was given to something else");
        });

        releases.log.files().delete("clinical/timestamps/" + third + ".tst");
        for (List<X509Certificate> trusted :
                List.of(List.<X509Certificate>of(), authority.asUsed().trusted())) {
            assertThat(check(trusted).broken())
                    .extracting(Problem::what)
                    .containsExactly("The time stamp of clinical@3 is missing");
        }
    }

    @Test
    void anotherAuthoritysStampProvesNothing() throws Exception {
        try (OpenSslAuthority other = new OpenSslAuthority(folder.resolve("other"))) {
            assertThat(check(other.asUsed().trusted()).broken())
                    .hasSize(2)
                    .allSatisfy(problem -> assertThat(problem.why()).contains("leads to none that is trusted"));
        }
    }

    /** Nothing is released that was to be stamped and is not. */
    @Test
    void withoutAnAnswerNothingIsReleased() {
        authority.close();

        assertThatThrownBy(() -> releases.release(4, releases.keys.existing()))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .satisfies(problem -> {
                                    assertThat(problem.code()).isEqualTo(Code.STORE_UNREACHABLE);
                                    assertThat(problem.what()).endsWith("gave no time stamp");
                                }));
        assertThat(releases.log.numbers("clinical")).containsExactly(1L, 2L, 3L);
    }

    /** One whose answers lead to another root than the workspace trusts. */
    @Test
    void anAnswerOfSomebodyElseIsNotTaken() throws Exception {
        try (OpenSslAuthority other = new OpenSslAuthority(folder.resolve("other"))) {
            TimeStampAuthority mixed = TimeStampAuthority.of(
                    new TimestampSettings(
                            other.settings().url(), authority.root().toString()),
                    folder);

            assertThatThrownBy(() -> mixed.stamp(releases.log.sha256("clinical", 1)))
                    .isInstanceOfSatisfying(
                            ProblemsException.class,
                            refused -> assertThat(refused.problems().get(0).why())
                                    .startsWith("of its token: its certificate (CN=Test-time-stamps) leads to none"));
        }
    }

    /** As the ledger and the log of reveals add to their chains, by what weir.yaml says. */
    @Test
    void headsOfChainsAreStampedAndAnEntryWithoutAStampIsNone() throws Exception {
        Workspace workspace = workspace();
        SignedChain chain = chain(workspace);

        assertThat(chain.append(Optional.empty(), entry(Optional.empty()))).isPresent();
        Optional<FileChain.Link> first = chain.read().head();
        assertThat(chain.read().stamp())
                .hasValueSatisfying(stamp -> assertThat(stamp.authority()).isEqualTo("CN=Test-time-stamps"));
        assertThat(authority.asked()).isEqualTo(3);

        Path head = workspace.root().resolve("warehouse/ledger/2026.head.json");
        String stamped = Files.readString(head);
        assertThat(stamped).contains("\"timestamp\"");
        assertThat(chain.append(first, entry(first))).isPresent();
        assertThat(chain.read().stamp()).isPresent();

        authority.close();
        Optional<FileChain.Link> second = chain.read().head();
        assertThatThrownBy(() -> chain.append(second, entry(second)))
                .isInstanceOfSatisfying(
                        ProblemsException.class,
                        refused -> assertThat(refused.problems().get(0).code()).isEqualTo(Code.STORE_UNREACHABLE));
        assertThat(chain.read().links()).hasSize(2);
    }

    @Test
    void aHeadWithTheStampOfAnotherEntryIsFound() throws Exception {
        Workspace workspace = workspace();
        SignedChain chain = chain(workspace);
        chain.append(Optional.empty(), entry(Optional.empty()));
        try (OpenSslAuthority other = new OpenSslAuthority(folder.resolve("other"))) {
            Files.copy(other.root(), authority.root(), StandardCopyOption.REPLACE_EXISTING);

            assertThat(chain.wrong(chain(workspace).look(link -> {})))
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo(Code.LEDGER);
                        assertThat(problem.what())
                                .isEqualTo("The time stamp of the last entry of 'ledger/2026' proves nothing");
                    });
        }
    }

    private static String entry(Optional<FileChain.Link> before) {
        var entry = Json.object();
        before.ifPresent(link -> entry.put(FileChain.PREVIOUS, link.sha256()));
        return Json.print(entry.put("value", "1"));
    }

    private Workspace workspace() throws IOException {
        Path root = releases.root;
        Files.writeString(
                root.resolve("weir.yaml"), """
            workspace: signed
            profiles:
              laptop:
                warehouse: warehouse
                signing:
                  timestamps: { url: "%s", trust: %s }
            law: { pack: cn-2026-01 }
            """.formatted(authority.settings().url(), authority.root()));
        return WorkspaceReader.readSettings(root, Optional.empty(), Map.of());
    }

    private static SignedChain chain(Workspace workspace) {
        return new SignedChain(Warehouse.of(workspace), "ledger/2026", Code.LEDGER, LogKeys.of(workspace), List::of);
    }

    private ProofFiles proof() {
        return new ProofFiles(releases.log.files(), "clinical");
    }

    private VerificationCheck check(List<X509Certificate> trusted) {
        return check(releases.log.files(), trusted);
    }

    private VerificationCheck check(LogFiles files, List<X509Certificate> trusted) {
        Verification.Result result = new Verification(
                        files,
                        "clinical",
                        releases.keys.publics().stream()
                                .map(key -> TrustedKey.named(key.key(), "test"))
                                .toList(),
                        DataFileLocations.in(releases.warehouse),
                        more -> {},
                        trusted)
                .of(new Verification.Asked(List.of(), OptionalLong.empty(), Optional.empty()));
        return result.checks().stream()
                .filter(check -> check.name().equals("time stamps"))
                .findFirst()
                .orElseThrow();
    }
}
