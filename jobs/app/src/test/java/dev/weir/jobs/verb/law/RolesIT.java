package dev.weir.jobs.verb.law;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.weir.jobs.SparkFixture;
import dev.weir.jobs.cli.MiniWorkspace;
import dev.weir.jobs.cli.Schemas;
import dev.weir.jobs.cli.WarmCommands;
import dev.weir.jobs.cli.WeirProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Roles by tokens of an issuer, as people type commands: an export and a waiver of two people from the request to the copy, each
 * command a process of its own with its token, and the logs verified.
 */
@ExtendWith(SparkFixture.class)
@Tag("slow")
class RolesIT {

    private static final String ISSUER = "https://login.example.org/realms/centre";
    private static final String ROLES = """

        roles:
          named:
            officer: { may: [export], claims: [weir-officers] }
            steward: { may: [waive, rollback], claims: [weir-stewards] }
          twoPeople: [export, waive]
          oidc: { issuer: "https://login.example.org/realms/centre", audience: weir, roles: groups, keys: issuer.jwks.json }
        """;
    private static final String RECIPIENTS = """
        recipients:
          - id: london
            name: "University"
            region: GB
            foreign: true
            restrictedList: false
            access: transfer
            products: [clinic]
            purpose: "Validation of a model"
            basis: consent
            notice: { reference: "Notice 3", on: "2026-01-02" }
            consent: { reference: "Consent 12", on: "2026-01-02" }
            assessment: { reference: "PIPIA 5", on: "2026-01-02" }
            mechanisms:
              - { type: SC, number: "2026-017", products: [clinic], categories: [RID], effective: "2026-01-05", lastValidDay: "2099-01-01" }
        """;

    @TempDir
    private Path folder;

    private RSAKey key;
    private MiniWorkspace workspace;

    @BeforeEach
    void workspace() throws Exception {
        key = new RSAKeyGenerator(2048).keyID("k").generate();
        workspace = MiniWorkspace.create(folder.resolve("mini"), List.of("visits"));
    }

    private Path token(String name, String group, String audience) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k").build(),
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .audience(audience)
                        .subject("subject-of-" + name)
                        .expirationTime(Date.from(Instant.now().plusSeconds(1800)))
                        .claim("email", name + "@example.org")
                        .claim("groups", List.of(group))
                        .build());
        token.sign(new RSASSASigner(key));
        return Files.writeString(folder.resolve(name + "-" + group + "-" + audience), token.serialize());
    }

    private WeirProcess.Ended by(Path token, String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--workspace", workspace.root().toString(), "--output", "json"));
        WeirProcess.Ended ended = WeirProcess.start(
                        Map.of("WEIR_ID_TOKEN_FILE", token.toString()), all.toArray(String[]::new))
                .end();
        assertThat(ended.out() + ended.err()).doesNotContain("eyJ");
        return ended;
    }

    private static JsonNode json(String text) throws Exception {
        return JsonMapper.builder().build().readTree(text);
    }

    @Test
    void twoPeopleLetACopyOutAndARuleFail() throws Exception {
        Path root = workspace.root();
        Path settings = root.resolve("weir.yaml");
        Files.writeString(settings, Files.readString(settings) + ROLES);
        Files.writeString(root.resolve("issuer.jwks.json"), new JWKSet(key.toPublicJWK()).toString());
        Files.writeString(root.resolve("contracts/recipients.yaml"), RECIPIENTS);
        Path rules = root.resolve("quality-rules/clinic/visits.yaml");
        Files.writeString(rules, Files.readString(rules) + """
              - id: visits-are-many
                check: RowCount > 100
                severity: block
                dimension: completeness
                owner: clinic@example.org
                because: "A clinic has many."
            """);
        workspace.deliver("visits", MiniWorkspace.HEADER + "1,a,5.00,11010519491231002X\n");
        workspace.run().with(3);

        Path ann = token("ann", "weir-stewards", "weir");
        Path bo = token("bo", "weir-stewards", "weir");
        String until = LocalDate.now(ZoneOffset.UTC).plusDays(9).toString();
        String[] waive = {"waive", "visits-are-many", "--until", until, "--because", "A small clinic."};
        assertThat(WarmCommands.weir(
                                "waive",
                                "visits-are-many",
                                "--until",
                                until,
                                "--because",
                                "A small clinic.",
                                "--workspace",
                                root.toString())
                        .with(4)
                        .err())
                .contains("C036", "There is no token");
        assertThat(by(token("mal", "weir-guests", "weir"), waive).with(4).out()).contains("C036", "'steward'");
        assertThat(by(token("ann", "weir-stewards", "another"), waive).with(4).out())
                .contains("C036", "it was not made for 'weir'");
        assertThat(by(ann, waive).with(4).out()).contains("C037", "It is request 1 now");
        workspace.run().with(3);
        assertThat(by(ann, "approve", "1", "--yes").with(4).out()).contains("C037", "cannot be approved by");
        JsonNode approved = json(by(bo, "approve", "1", "--yes").with(0).out());
        assertThat(Schemas.valid("approve", approved)).isTrue();
        assertThat(approved.at("/requests/0/approver/subject").asText()).isEqualTo("subject-of-bo");
        by(ann, waive).with(0);
        workspace.run().with(0);

        Path dpo = token("dpo", "weir-officers", "weir");
        Path li = token("li", "weir-officers", "weir");
        String[] export = {"export", "clinic", "--to", "london", "--reason", "Cohort 7"};
        assertThat(by(ann, export).with(4).out()).contains("C036", "'officer'");
        JsonNode refused = json(by(dpo, export).with(4).out());
        assertThat(refused.toString()).contains("C037");
        long request = json(by(li, "approve", "--list").with(0).out())
                .at("/requests/1/number")
                .asLong();
        assertThat(root.resolve("warehouse/exports")).doesNotExist();
        JsonNode listed = json(by(li, "approve", "--list").with(0).out()).at("/requests/1");
        assertThat(listed.at("/shown/recipient").asText()).isEqualTo("University, GB");
        assertThat(listed.at("/shown/tables").asText()).isEqualTo("visits");
        assertThat(listed.at("/shown/people in it").asText()).contains("1 ");
        assertThat(listed.at("/shown/gate").asText()).startsWith("ALLOW by row ");
        by(li, "approve", Long.toString(request), "--yes").with(0);
        String known = Files.readString(settings);
        Files.writeString(settings, known.replaceFirst("foreignControlled: *false", "foreignControlled: true"));
        assertThat(Files.readString(settings)).isNotEqualTo(known);
        assertThat(json(by(li, "approve", Long.toString(request)).with(0).out())
                        .at("/requests/0/void-since")
                        .asText())
                .isEqualTo("law.processor in weir.yaml changed");
        by(dpo, export).with(4);
        assertThat(root.resolve("warehouse/exports")).doesNotExist();
        Files.writeString(settings, known);
        JsonNode copy = json(by(dpo, export).with(0).out());
        assertThat(Path.of(copy.get("folder").asText()).resolve("export.json")).exists();
        assertThat(by(dpo, export).with(4).out()).as("one approval, one copy").contains("C037");

        Path ledger = root.resolve("warehouse/ledger");
        String year = Integer.toString(LocalDate.now(ZoneId.of("Asia/Shanghai")).getYear());
        JsonNode entry =
                json(Files.readString(ledger.resolve("mini").resolve(year).resolve("000001.json")));
        assertThat(Schemas.valid("ledger-entry", entry)).isTrue();
        assertThat(entry.get("by").asText()).isEqualTo("dpo@example.org");
        assertThat(entry.at("/acting/actor/known-by").asText()).isEqualTo("token");
        assertThat(entry.at("/acting/actor/subject").asText()).isEqualTo("subject-of-dpo");
        assertThat(entry.at("/acting/approval/by/person").asText()).isEqualTo("li@example.org");
        assertThat(entry.at("/acting/approval/request").asLong()).isEqualTo(request);
        WarmCommands.weir("ledger", "--verify", "--workspace", root.toString()).with(0);
        JsonNode log = json(by(li, "approve", "--log").with(0).out());
        assertThat(Schemas.valid("approve", log)).isTrue();

        // the next release has seen how far the log went
        workspace.deliver("visits", MiniWorkspace.HEADER + "1,a,5.00,11010519491231002X\n2,b,6.00,\n");
        workspace.run().with(0);
        assertThat(Files.readString(root.resolve("warehouse/releases/clinic/2.json")))
                .contains("ledger/acts");
        assertThat(by(ann, "rollback", "clinic", "--to", "1").with(0).out()).contains("released");
        assertThat(by(dpo, "rollback", "clinic", "--to", "1").with(4).out()).contains("C036", "'steward'");
    }
}
