// SPDX-License-Identifier: Apache-2.0
#include "bus/facts.h"

namespace bindery::gui
{

namespace
{

qint64 numberOr(const QVariantMap& properties, const char* name, qint64 other)
{
    const auto found = properties.constFind(QLatin1String(name));
    return found == properties.cend() ? other : found->toLongLong();
}

double rateOr(const QVariantMap& properties, const char* name, double other)
{
    const auto found = properties.constFind(QLatin1String(name));
    return found == properties.cend() ? other : found->toDouble();
}

} // namespace

StationFacts StationFacts::of(const QVariantMap& properties)
{
    StationFacts facts;
    facts.name = properties.value("Name").toString();
    facts.id = properties.value("Id").toString();
    facts.version = properties.value("Version").toString();
    facts.isDemo = properties.value("Demo").toBool();
    facts.person = properties.value("Person").toString();
    facts.personName = properties.value("PersonName").toString();
    facts.role = properties.value("Role").toString();
    facts.language = properties.value("Language").toString();
    facts.learningSlot = properties.value("LearningSlot").toUInt();
    return facts;
}

LineFacts LineFacts::of(const QVariantMap& properties)
{
    LineFacts facts;
    facts.state = properties.value("State").toString();
    facts.reason = properties.value("Reason").toString();
    facts.cure = properties.value("Cure").toString();
    facts.order = properties.value("OrderNumber").toString();
    facts.golden = properties.value("Golden").toString();
    facts.target = numberOr(properties, "Target", -1);
    facts.passed = numberOr(properties, "Passed", 0);
    facts.failed = numberOr(properties, "Failed", 0);
    facts.running = numberOr(properties, "Running", 0);
    facts.unitsPerHour = rateOr(properties, "UnitsPerHour", -1);
    facts.yieldPercent = rateOr(properties, "YieldPercent", -1);
    facts.secondsLeft = numberOr(properties, "SecondsLeft", -1);
    return facts;
}

BenchFacts BenchFacts::of(const QVariantMap& properties)
{
    BenchFacts facts;
    facts.isArmed = properties.value("Armed").toBool();
    facts.policy = properties.value("Policy").toString();
    facts.armedBy = properties.value("ArmedBy").toString();
    facts.port = properties.value("Port").toUInt();
    return facts;
}

SlotFacts SlotFacts::of(const QString& path, const QVariantMap& properties)
{
    SlotFacts facts;
    facts.path = path;
    facts.number = properties.value("Number").toUInt();
    facts.port = properties.value("Port").toString();
    facts.state = properties.value("State").toString();
    facts.reason = properties.value("Reason").toString();
    facts.cure = properties.value("Cure").toString();
    facts.needsAcknowledgement = properties.value("NeedsAcknowledgement").toBool();
    facts.cardPresent = properties.value("CardPresent").toBool();
    facts.cardModel = properties.value("CardModel").toString();
    facts.cardSize = properties.value("CardSize").toULongLong();
    facts.cardContent = properties.value("CardContent").toString();
    facts.serial = properties.value("Serial").toString();
    facts.attempt = properties.value("Attempt").toString();
    facts.failuresInARow = properties.value("FailuresInARow").toUInt();
    facts.step = properties.value("Step").toString();
    facts.bytesDone = properties.value("BytesDone").toULongLong();
    facts.bytesTotal = properties.value("BytesTotal").toULongLong();
    facts.rate = rateOr(properties, "Rate", 0);
    facts.secondsLeft = numberOr(properties, "SecondsLeft", -1);
    return facts;
}

bool SlotFacts::isRunning() const
{
    return state == QLatin1String("preparing") || state == QLatin1String("writing") ||
           state == QLatin1String("verifying") || state == QLatin1String("cancelling");
}

OrderFacts OrderFacts::of(const QString& path, const QVariantMap& properties)
{
    OrderFacts facts;
    facts.path = path;
    facts.number = properties.value("Number").toString();
    facts.state = properties.value("State").toString();
    facts.isActive = properties.value("Active").toBool();
    facts.golden = properties.value("Golden").toString();
    facts.target = numberOr(properties, "Target", -1);
    facts.passed = numberOr(properties, "Passed", 0);
    facts.failed = numberOr(properties, "Failed", 0);
    facts.running = numberOr(properties, "Running", 0);
    facts.firstArticle = properties.value("FirstArticle").toString();
    facts.firstArticleBy = properties.value("FirstArticleBy").toString();
    facts.serialsAreScanned =
        properties.value("Policy").toMap().value("serial_scheme") == QLatin1String("scanned");
    facts.createdBy = properties.value("CreatedBy").toString();
    facts.created = numberOr(properties, "Created", 0);
    return facts;
}

ImageFacts ImageFacts::of(const QString& path, const QVariantMap& properties)
{
    ImageFacts facts;
    facts.path = path;
    facts.id = properties.value("Id").toString();
    facts.name = properties.value("Name").toString();
    facts.state = properties.value("State").toString();
    facts.approvedBy = properties.value("ApprovedBy").toString();
    facts.stagedBy = properties.value("StagedBy").toString();
    facts.staged = numberOr(properties, "Staged", 0);
    facts.recipe = properties.value("Recipe").toString();
    facts.source = properties.value("Source").toString();
    facts.rootSize = properties.value("RootSize").toULongLong();
    facts.minimumCard = properties.value("MinimumCard").toULongLong();
    facts.binds = properties.value("Binds").toBool();
    facts.isDemoOnly = properties.value("DemoOnly").toBool();
    return facts;
}

UnitFacts UnitFacts::of(const QString& path, const QVariantMap& properties)
{
    UnitFacts facts;
    facts.path = path;
    facts.serial = properties.value("Serial").toString();
    facts.luksUuid = properties.value("LuksUuid").toString();
    facts.piSerial = properties.value("PiSerial").toString();
    facts.moduleKind = properties.value("ModuleKind").toString();
    facts.moduleSerial = properties.value("ModuleSerial").toString();
    facts.kind = properties.value("Kind").toString();
    facts.bindState = properties.value("BindState").toString();
    facts.message = properties.value("Message").toString();
    facts.changed = numberOr(properties, "Changed", 0);
    return facts;
}

JobFacts JobFacts::of(const QString& path, const QVariantMap& properties)
{
    JobFacts facts;
    facts.path = path;
    facts.kind = properties.value("Kind").toString();
    facts.subject = properties.value("Subject").toString();
    facts.person = properties.value("Person").toString();
    facts.state = properties.value("State").toString();
    facts.step = properties.value("Step").toString();
    facts.done = properties.value("Done").toULongLong();
    facts.total = properties.value("Total").toULongLong();
    facts.message = properties.value("Message").toString();
    facts.cure = properties.value("Cure").toString();
    facts.result = properties.value("Result").toString();
    return facts;
}

} // namespace bindery::gui
