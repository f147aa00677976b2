// SPDX-License-Identifier: Apache-2.0
// The operator's window: the pages, what comes next, and where scans go. It knows the station through its
// client alone; losing the station changes what it says, not what it can do. Threads: the GUI thread.
#pragma once

#include "bus/station_client.h"
#include "look/sounds.h"
#include "models/image_model.h"
#include "models/job_model.h"
#include "models/order_model.h"
#include "models/slot_model.h"
#include "models/unit_model.h"
#include "scan/scan.h"

#include <map>

#include <QtWidgets/QMainWindow>

class QStackedWidget;

namespace bindery::gui
{

class BenchPage;
class DemoStrip;
class ImagesPage;
class Languages;
class LinePage;
class MessageStrip;
class Page;
class RecordsPage;
class StationPage;
class StepBanner;
class TopBar;

class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    enum PageNumber {
        LinePageNumber,
        BenchPageNumber,
        ImagesPageNumber,
        RecordsPageNumber,
        StationPageNumber
    };

    struct Options {
        bool showsDemoStrip = false;
        bool followsSize = true; ///< fonts grow with the window
    };

    MainWindow(StationClient& client, Languages& languages, Sounds& sounds, const Options& options);

    void onScan(const Scan& scan);
    void showPage(int page);
    int page() const;
    LinePage& linePage() { return *m_line; }
    StationPage& stationPage() { return *m_station; }
    RecordsPage& recordsPage() { return *m_records; }
    BenchPage& benchPage() { return *m_bench; }
    ImagesPage& imagesPage() { return *m_images; }
    MessageStrip& messages() { return *m_messages; }
    SlotModel& rack() { return m_slotModel; }
    OrderModel& orders() { return m_orderModel; }
    ImageModel& imageModel() { return m_imageModel; }
    UnitModel& units() { return m_unitModel; }
    JobModel& jobs() { return m_jobModel; }

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void retranslate();
    void refreshStep();
    void onSlotChosen();
    void onSlotChanged(int row);
    void onUnitChanged(int row);
    void onRefused(const Refusal& refusal);
    void onUnknownScan(const QString& raw);
    void onCommand(const QString& text);
    void toggleFullScreen();

    StationClient& m_client;
    Languages& m_languages;
    Sounds& m_sounds;
    Options m_options;
    SlotModel m_slotModel;
    OrderModel m_orderModel;
    ImageModel m_imageModel;
    UnitModel m_unitModel;
    JobModel m_jobModel;
    std::map<QString, QString> m_heard; ///< the state of each object that was last made heard
    uint m_chosenSlot = 0;              ///< on the page Line
    uint m_slotToCheck = 0; ///< was chosen or scanned last, whatever page took the scan; 0: none was
    double m_scale = 0;
    TopBar* m_top = nullptr;
    StepBanner* m_step = nullptr;
    QStackedWidget* m_pages = nullptr;
    LinePage* m_line = nullptr;
    BenchPage* m_bench = nullptr;
    ImagesPage* m_images = nullptr;
    RecordsPage* m_records = nullptr;
    StationPage* m_station = nullptr;
    MessageStrip* m_messages = nullptr;
    DemoStrip* m_demo = nullptr;
};

} // namespace bindery::gui
